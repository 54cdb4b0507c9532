package io.beltline.processor.tailsampling;

import io.beltline.api.Context;
import io.beltline.model.Slice;

/**
 * What stands around spans: what travels beside their request, their resource, their scope. With
 * its hash, since it is looked up often.
 */
final class Place {
  private final Context context;
  private final Slice resource;
  private final Slice scope;
  private final int hash;

  /**
   * A place.
   *
   * @param context what travels beside the request
   * @param resource the group of the resource without its scopes
   * @param scope the group of the scope without its spans
   */
  Place(Context context, Slice resource, Slice scope) {
    this.context = context;
    this.resource = resource;
    this.scope = scope;
    this.hash = 31 * (31 * context.hashCode() + resource.hashCode()) + scope.hashCode();
  }

  Context context() {
    return context;
  }

  Slice resource() {
    return resource;
  }

  Slice scope() {
    return scope;
  }

  /** About how many bytes it takes on the heap. */
  long size() {
    return 200L + resource.length() + scope.length();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Place that
        && hash == that.hash
        && scope.equals(that.scope)
        && resource.equals(that.resource)
        && context.equals(that.context);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
