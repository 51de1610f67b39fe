from django.http import HttpRequest, HttpResponse

from licensing.views.officer.room import RoomView


class CasePage(RoomView):
    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self.show()
