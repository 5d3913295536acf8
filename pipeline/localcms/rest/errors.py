"""Refusals in WordPress's shape and words."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.localcms.records import UserRecord


class RestError(Exception):
    """An answer that says no."""

    def __init__(
        self,
        code: str,
        message: str,
        status: int,
        data: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.data = dict(data or {})
        self.headers = dict(headers or {})

    @property
    def body(self) -> dict[str, object]:
        """What the client reads."""
        data = {"status": self.status} | self.data
        return {"code": self.code, "message": self.message, "data": data}


class BadValue(ValueError):
    """A parameter that cannot be taken; `str()` of it is what is wrong, without the name."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def invalid_params(problems: Mapping[str, BadValue]) -> RestError:
    """One refusal that names every parameter that cannot be taken."""
    details = {
        name: {"code": problem.code, "message": str(problem), "data": None}
        for name, problem in problems.items()
    }
    return RestError(
        "rest_invalid_param",
        f"Invalid parameter(s): {', '.join(problems)}",
        400,
        {"params": {name: str(problem) for name, problem in problems.items()}, "details": details},
    )


def denied(user: UserRecord | None, code: str, message: str) -> RestError:
    """401 to somebody who is not logged in, 403 to somebody who is."""
    return RestError(code, message, 401 if user is None else 403)


def no_route() -> RestError:
    """For an unknown path, and for a method that the path does not have."""
    message = "No route was found matching the URL and request method."
    return RestError("rest_no_route", message, 404)
