from .writer import DEFAULT_FORMATS as DEFAULT_FORMATS
from .writer import FORMATS as FORMATS
from .writer import checked_name as checked_name
from .writer import default_name as default_name
from .writer import render as render
from .writer import write_reports as write_reports
