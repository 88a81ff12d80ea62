from .formats import FORMATS as FORMATS
from .formats import Format as Format
from .loading import load_papers as load_papers
from .merging import merge as merge
