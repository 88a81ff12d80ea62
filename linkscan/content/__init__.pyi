from .classify import judge as judge
from .classify import overall as overall
