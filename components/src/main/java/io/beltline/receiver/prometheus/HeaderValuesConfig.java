package io.beltline.receiver.prometheus;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Secret;
import java.util.List;

/** The values of a header of {@code http_headers}. */
public record HeaderValuesConfig(
    @Default("[]") @Doc("Values.") List<String> values,
    @Default("[]") @Doc("Values that are not shown.") List<Secret> secrets,
    @Default("[]") @Doc("Files with a value each, read for each request.") List<String> files) {}
