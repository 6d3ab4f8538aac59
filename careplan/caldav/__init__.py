"""CalDAV: the only room that talks to a server (RFC 4791).

An address is checked before anything is sent, the transport sends and tries again, the
collection speaks of events by name, and what a server answers is read with suspicion.
The room knows bytes, names and ETags; what an event says is nobody's business here.
"""
