"""`python -m cxmap`."""

import sys

from cxmap.cli import main

sys.exit(main())
