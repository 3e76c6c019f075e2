from .center import Center, CenterType, Network
from .journal import ReadEvent
from .membership import Membership
from .task import Task
from .user import User

__all__ = ["Center", "CenterType", "Membership", "Network", "ReadEvent", "Task", "User"]
