"""Parses XML from strangers: no entities, no DTD, nothing from the network."""

from __future__ import annotations

from typing import Any

from ..errors import InputError

ENTITY = b"<!ENTITY"


def parse_xml(raw: bytes, *, whole: bool = True) -> Any:
    """Give the root element; where not ``whole`` what is cut off is closed.

    Raises ``InputError`` for what is not XML, and for declared entities: a few of them can be made
    to stand for gigabytes, or for files of this machine.
    """
    from lxml import etree

    if ENTITY in raw:
        raise InputError("it declares entities, which are not read: they can be made to do harm.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=not whole
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"not readable as XML ({error}).") from error
    if root is None:
        raise InputError("not readable as XML: there is no element in it.")
    return root


def local_name(element: Any) -> str:
    """Give the name of an element without its namespace; comments have none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
