from .formats import DEFAULT_FORMATS as DEFAULT_FORMATS
from .formats import FORMATS as FORMATS
from .formats import render as render
from .writing import checked_name as checked_name
from .writing import default_name as default_name
from .writing import write_reports as write_reports
