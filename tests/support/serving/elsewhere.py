"""Files of models that lie elsewhere than on this machine, without a network."""

from django.core.files.storage import InMemoryStorage

ELSEWHERE = {"bundles": {"BACKEND": "elsewhere.Elsewhere"}}


class Elsewhere(InMemoryStorage):
    """Counts what it is asked for, and may stop answering, as its library's own kind of error."""

    class Unreachable(Exception):
        pass

    errors = (Unreachable,)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.answers = True

    def _open(self, name: str, mode: str = "rb"):
        self.asked.append(name)
        if not self.answers:
            raise self.Unreachable("no route to it")
        return super()._open(name, mode)
