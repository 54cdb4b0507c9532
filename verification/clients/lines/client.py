"""Sends known measurements through widespread clients of StatsD, DogStatsD and Graphite.

Prints what must arrive as one line of JSON: by series a map of numbers. Arguments: the client, where it sends to (a
port, or the path of a socket), and the number of requests to play.
"""

import bisect
import json
import sys

import graphyte
import statsd
from datadog.dogstatsd import DogStatsd

HOST = "127.0.0.1"
BOUNDS = [10, 100, 1000]
START = 1700000000


class Sent:
    def __init__(self, prefix, tags):
        self.prefix, self.tags, self.series = prefix, tags, {}

    def of(self, name, tags):
        all_tags = {**self.tags, **tags}
        words = ", ".join(f"{key}={all_tags[key]}" for key in sorted(all_tags))
        return self.series.setdefault(f"{self.prefix}.{name} {{{words}}}", {})

    def add(self, fields, key, value):
        fields[key] = fields.get(key, 0) + value

    def counter(self, name, value, tags={}):
        self.add(self.of(name, {"metric_type": "counter", **tags}), "value", value)

    def gauge(self, name, value, tags={}, time=None):
        fields = self.of(name, {"metric_type": "gauge", **tags})
        fields["last"] = value
        if time is not None:
            fields["time"] = time

    def change(self, name, by):
        self.add(self.of(name, {"metric_type": "gauge"}), "last", by)

    def timing(self, name, value, tags={}):
        fields = self.of(name, {"metric_type": "timing", **tags})
        self.add(fields, "count", 1)
        self.add(fields, "sum", value)
        fields["min"] = min(value, fields.get("min", value))
        fields["max"] = max(value, fields.get("max", value))
        for bucket in range(len(BOUNDS) + 1):
            self.add(fields, f"bucket {bucket}", 1 if bisect.bisect_left(BOUNDS, value) == bucket else 0)

    def histogram(self, name, value, tags={}):
        fields = self.of(name, {"metric_type": "histogram", **tags})
        self.add(fields, "count", 1)
        self.add(fields, "sum", value)

    def distribution(self, name, value, tags={}):
        self.add(self.of(name, {"metric_type": "distribution", **tags}), str(value), 1)

    def point(self, name, value, time, tags={}):
        self.add(self.of(name, tags), f"{time} {'asInt' if isinstance(value, int) else 'asDouble'}", value)


def play_statsd(client, sent, requests):
    def request(to, number):
        to.incr("orders")
        sent.counter("orders", 1)
        to.incr("items", number)
        sent.counter("items", number)
        to.decr("stock", 2)
        sent.counter("stock", -2)
        to.gauge("queue", number * 1.5)
        sent.gauge("queue", number * 1.5)
        to.gauge("temperature", -number)
        sent.gauge("temperature", -number)
        by = number if number % 3 else -number
        to.gauge("balance", by, delta=True)
        sent.change("balance", by)
        to.timing("took", number * 10.25)
        sent.timing("took", number * 10.25)

    for number in range(1, requests + 1):
        if number % 2:
            request(client, number)
        else:
            with client.pipeline() as together:
                request(together, number)
    client.close()


def play_datadog(client, sent, requests):
    for number in range(1, requests + 1):
        tags = {"region": "Malmö" if number % 2 else "Århus"}
        words = [f"{key}:{value}" for key, value in tags.items()]
        client.increment("orders", tags=words)
        sent.counter("orders", 1, tags)
        client.decrement("stock", 2)
        sent.counter("stock", -2)
        client.count_with_timestamp("visits", number, START + number)
        sent.counter("visits", number)
        client.gauge("queue", number * 1.5, tags=words)
        sent.gauge("queue", number * 1.5, tags)
        client.gauge_with_timestamp("level.at", number, START + number)
        sent.gauge("level.at", number, time=START + number)
        client.timing("took", number * 10.25, tags=words)
        sent.timing("took", number * 10.25, tags)
        client.histogram("size", number * 0.5, tags=words)
        sent.histogram("size", number * 0.5, tags)
        client.distribution("latency", number % 5 + 0.5)
        sent.distribution("latency", number % 5 + 0.5)
    client.flush()
    client.stop()


def play_graphyte(client, sent, requests):
    for number in range(1, requests + 1):
        client.send("orders", number, START + number)
        sent.point("orders", number, START + number)
        client.send("load", number + 0.25, START + number, tags={"host": "Malmö"})
        sent.point("load", number + 0.25, START + number, {"host": "Malmö"})
    client.stop()


def dogstatsd(name, **place):
    return DogStatsd(
        namespace=name,
        constant_tags=["env:test"],
        container_id="ci-7",
        cardinality="low",
        disable_telemetry=True,
        **place,
    )


def main():
    name, place, requests = sys.argv[1], sys.argv[2], int(sys.argv[3])
    dog = {"env": "test", "container.id": "ci-7"}
    if name == "statsd-udp":
        sent = Sent(name, {})
        play_statsd(statsd.StatsClient(HOST, int(place), prefix=name), sent, requests)
    elif name == "statsd-tcp":
        sent = Sent(name, {})
        play_statsd(statsd.TCPStatsClient(HOST, int(place), prefix=name), sent, requests)
    elif name == "datadog-udp":
        sent = Sent(name, dog)
        play_datadog(dogstatsd(name, host=HOST, port=int(place), disable_buffering=False), sent, requests)
    elif name == "datadog-unixgram":
        sent = Sent(name, dog)
        play_datadog(dogstatsd(name, socket_path=place, socket_timeout=10), sent, requests)
    elif name == "graphyte-tcp":
        sent = Sent(name, {"env": "test"})
        sender = graphyte.Sender(
            HOST, int(place), prefix=name, tags={"env": "test"}, interval=0.1, queue_size=2 * requests + 1, batch_size=7
        )
        play_graphyte(sender, sent, requests)
    elif name == "graphyte-udp":
        sent = Sent(name, {"env": "test"})
        sender = graphyte.Sender(
            HOST, int(place), prefix=name, tags={"env": "test"}, protocol="udp", raise_send_errors=True
        )
        play_graphyte(sender, sent, requests)
    else:
        raise ValueError(f"{name!r} is no client")
    print(json.dumps(sent.series, ensure_ascii=False))


if __name__ == "__main__":
    main()
