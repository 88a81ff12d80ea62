from .checking import check as check
from .checking import check_async as check_async
from .decide.verdict import decide as decide
from .errors import AccessError as AccessError
from .errors import InputError as InputError
from .errors import LinkscanError as LinkscanError
from .errors import SettingsError as SettingsError
from .models import Asset as Asset
from .models import Claim as Claim
from .models import ClaimResult as ClaimResult
from .models import ClaimVerdict as ClaimVerdict
from .models import Content as Content
from .models import Health as Health
from .models import Kind as Kind
from .models import Link as Link
from .models import LinkResult as LinkResult
from .models import Metadata as Metadata
from .models import Paper as Paper
from .models import PaperResult as PaperResult
from .models import PaperVerdict as PaperVerdict
from .models import Reading as Reading
from .models import Stance as Stance
from .models import Summary as Summary
from .papers import load_papers as load_papers
from .papers import merge as merge
from .pipeline import scan as scan
from .pipeline import scan_async as scan_async
from .reports import write_reports as write_reports
from .reports.report import Report as Report
from .settings import Settings as Settings
from .text import read as read

__all__: list[str]  # noqa: PYI035 - lazy_loader makes it from the imports above
__version__: str
