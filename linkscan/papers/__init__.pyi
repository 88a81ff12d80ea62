from .dedup import merge as merge
from .formats import FORMATS as FORMATS
from .formats import Format as Format
from .loader import load_papers as load_papers
