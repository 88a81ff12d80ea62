from .judging import judge as judge
from .summing import overall as overall
