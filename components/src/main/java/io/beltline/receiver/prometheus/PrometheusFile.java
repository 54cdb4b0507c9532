package io.beltline.receiver.prometheus;

import io.beltline.config.ConfigNode;
import io.beltline.config.Squash;

/** A configuration file of Prometheus itself; what is not about scraping is passed over. */
record PrometheusFile(
    @Squash ScrapeSections sections,
    ConfigNode alerting,
    ConfigNode ruleFiles,
    ConfigNode remoteWrite,
    ConfigNode remoteRead) {}
