"""Who speaks, gives, receives or is asked: every actor of an article, resolved to a person, an office and a country."""

from flows.extract.actors.finder import Actors, find_actors

__all__ = ["Actors", "find_actors"]
