"""``python -P -m tui`` is ``paperknife``."""

import sys

from tui.cli import main

sys.exit(main())
