from .checklist import check as check
from .classify import judge as judge
from .classify import overall as overall
