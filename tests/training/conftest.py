"""Let the tests import `training`, which is not installed with the package."""

import sys
from pathlib import Path

# Last, so that an installed `pipeline` stays the one that is tested.
sys.path.append(str(Path(__file__).parents[2]))
