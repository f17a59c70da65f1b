"""What is asked of one city again and again is computed once for its frame, and goes with it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from audits.frame import CityFrame
from data.languages import ENGLISH
from data.said import speaking

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def per_frame(
    make: Callable[Concatenate[CityFrame, Asked], Answer],
) -> Callable[Concatenate[CityFrame, Asked], Answer]:
    """Remembers what `make` says of a frame; its other arguments must be hashable."""

    @wraps(make)
    def remembered(frame: CityFrame, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        key = (make, args, tuple(sorted(kwargs.items())))
        if key not in frame.remembered:
            with speaking(ENGLISH):  # what is kept must speak no language of one reader
                frame.remembered[key] = make(frame, *args, **kwargs)
        return cast("Answer", frame.remembered[key])

    return remembered
