"""Stage 10: claims against sources, facet by facet, with evidence; it abstains where unsure.

Records only: sources and claims come here analysed (``records.Analysis``), never as Docs.
"""
