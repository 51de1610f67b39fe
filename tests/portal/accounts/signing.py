"""Stands where exporters say who may sign for a company."""


def may_sign(user):
    return user.name.startswith("Lin")
