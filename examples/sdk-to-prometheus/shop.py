"""Sells things: counts orders and measures their sizes with the OpenTelemetry SDK.

Argument: how many orders to take, one every tenth of a second; none for no end. Where to send to and as whom is said by
OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_SERVICE_NAME.
"""

import itertools
import sys
import time

from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader

PRODUCTS = ["chair", "table", "lamp"]

provider = MeterProvider([PeriodicExportingMetricReader(OTLPMetricExporter(), export_interval_millis=2000)])
meter = provider.get_meter("shop")
orders = meter.create_counter("shop.orders", unit="{order}", description="Orders taken.")
sizes = meter.create_histogram("shop.order.size", unit="{thing}", description="Things in an order.")

numbers = range(1, int(sys.argv[1]) + 1) if len(sys.argv) > 1 else itertools.count(1)
try:
    for number in numbers:
        product = {"product": PRODUCTS[number % len(PRODUCTS)]}
        orders.add(1, product)
        sizes.record(number % 10 + 1, product)
        time.sleep(0.1)
except KeyboardInterrupt:
    pass
finally:
    provider.shutdown()
