from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property


class CappedPaginator(Paginator):  # type: ignore[type-arg]  # generic only in stubs
    """Pages through the first rows of a big table without counting it.

    Lists are sorted newest first and can be filtered, so that nobody needs the rest.
    """

    most = 5000
    object_list: QuerySet[Any]

    @cached_property
    def count(self) -> int:
        # Only the ordering and the cap matter, not what the rows carry along.
        return self.object_list.values("pk")[: self.most].count()
