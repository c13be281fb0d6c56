"""Shared set-up: the builders are importable, and plotly's defaults are never relied on."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
