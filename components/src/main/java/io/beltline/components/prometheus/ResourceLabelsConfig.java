package io.beltline.components.prometheus;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import java.util.List;

/**
 * Which resource attributes become labels: {@code resource_constant_labels}.
 *
 * @param included patterns of keys, {@code *} for any text; none for all keys
 * @param excluded patterns of keys that do not
 */
public record ResourceLabelsConfig(
    @Default("[]") @Doc("Keys that become labels; * stands for any text.") List<String> included,
    @Default("[]") @Doc("Keys that do not, whatever included says.") List<String> excluded) {}
