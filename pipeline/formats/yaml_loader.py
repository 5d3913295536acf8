"""The loader of YAML: safe, and the one in C where PyYAML was built with it."""

from __future__ import annotations

import yaml

LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
