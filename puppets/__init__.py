"""
Chat platforms behind one Wechaty-shaped puppet.

    from puppets import Bot, Message

    bot = Bot()

    @bot.on_message
    async def ding(message: Message) -> None:
        if message.text == "ding":
            await message.say("dong")

    if __name__ == "__main__":
        bot.run()

Importing this loads the standard library alone; a provider brings what it stands on.
"""

from .enums import *
from .errors import *
from .events import *
from .file_box import FileBox as FileBox
from .file_box import FileKind as FileKind
from .limits import *
from .memory import InProcessMemory as InProcessMemory
from .memory import Memory as Memory
from .options import Options as Options
from .payloads import *
from .puppet import Puppet as Puppet
from .queries import *
from .registry import load as load
from .state import *

__version__ = "0.1.0"
