package io.beltline.service;

import io.beltline.api.ComponentKind;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.ConnectorFactory.Conversion;
import io.beltline.api.Factory;
import io.beltline.model.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What can be said of a component type, for a list of them.
 *
 * @param kind its kind
 * @param type its canonical spelling
 * @param aliases its other spellings
 * @param stability how far each signal is proven
 * @param conversions what a connector makes of what, empty for other kinds
 * @param notice a notice for who uses it, empty if none
 */
public record ComponentListing(
    ComponentKind kind,
    String type,
    List<String> aliases,
    Map<Signal, Factory.Stability> stability,
    List<Conversion> conversions,
    String notice) {

  /** The list of all types, by kind and spelling. */
  public static List<ComponentListing> of(List<Factory<?>> factories) {
    List<ComponentListing> listings = new ArrayList<>();
    for (Factory<?> factory : factories) {
      List<Conversion> conversions =
          factory instanceof ConnectorFactory<?> connector
              ? connector.conversions().stream()
                  .sorted(Comparator.comparing(Conversion::from).thenComparing(Conversion::to))
                  .toList()
              : List.of();
      listings.add(
          new ComponentListing(
              factory.kind(),
              factory.type(),
              List.copyOf(factory.aliases()),
              Map.copyOf(factory.stability()),
              conversions,
              factory.notice()));
    }
    listings.sort(
        Comparator.comparing(ComponentListing::kind).thenComparing(ComponentListing::type));
    return List.copyOf(listings);
  }
}
