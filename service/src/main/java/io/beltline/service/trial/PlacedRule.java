package io.beltline.service.trial;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Ruled.Rule;
import io.beltline.config.Position;
import io.beltline.model.Signal;

/**
 * A rule of a component, and where it is written.
 *
 * @param kind the component's kind
 * @param component the component
 * @param signal the signal it is for
 * @param rule the rule
 * @param position its place in the configuration
 * @param text what is written there; empty where it is not one text
 */
public record PlacedRule(
    ComponentKind kind,
    ComponentId component,
    Signal signal,
    Rule rule,
    Position position,
    String text) {}
