"""The flow by the clock: `build-warehouse` as a deployment that this process serves."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from typing import cast
from zoneinfo import ZoneInfo

# Prefect reports who imports it unless it is told before not to.
os.environ.setdefault("DO_NOT_TRACK", "1")

from prefect import serve
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, Interval, Schedule
from prefect.types.entrypoint import EntrypointType

from flows.errors import SettingsError
from flows.pipeline import build_warehouse, prefect_server
from flows.settings import Settings

DEPLOYMENT = "scheduled"
UTC = "UTC"


def serve_schedule(
    settings: Settings,
    *,
    cron: str | None = None,
    every_s: float | None = None,
    timezone: str | None = None,
    talk: Callable[[str], None],
) -> None:
    """Start runs when they are due, one at a time, until interrupted.

    Give `cron` (five fields; `timezone` is an IANA name, UTC when None) or `every_s` seconds. Raises SettingsError when
    they have no meaning; `talk` is told once where the runs can be seen.
    """
    schedule = _schedule_of(cron=cron, every_s=every_s, timezone=timezone)
    with prefect_server(schedules=True) as api_url:
        when = f"at {cron} ({timezone or UTC})" if cron else f"every {every_s:g} seconds"
        talk(f"{settings.warehouse} is brought up to date {when}; every run: {api_url.removesuffix('/api')}")
        # A deployment of the module, not of the flow object: each run then imports it anew, as any other process does.
        deployment = build_warehouse.to_deployment(
            name=DEPLOYMENT,
            schedule=schedule,
            parameters={"settings": settings.model_dump(mode="json")},
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        serve(cast(RunnerDeployment, deployment), limit=1, print_starting_message=False)


def _schedule_of(*, cron: str | None, every_s: float | None, timezone: str | None) -> Schedule:
    if cron is None:
        if every_s is None or every_s <= 0:
            raise SettingsError("say when the runs are due: a cron expression, or seconds between runs")
        return Interval(timedelta(seconds=every_s))
    try:
        ZoneInfo(timezone or UTC)
        CronSchedule(cron=cron, timezone=timezone or UTC)
    except (ValueError, KeyError) as error:
        reason = str(error).splitlines()[-1].strip()
        raise SettingsError(
            f"--cron {cron!r} in time zone {timezone or UTC!r} has no meaning ({reason}); "
            'five fields are needed, for example "0 6 * * *", and a time zone such as Europe/London'
        ) from error
    return Cron(cron, timezone=timezone or UTC)
