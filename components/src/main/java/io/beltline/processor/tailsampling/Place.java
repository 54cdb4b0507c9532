package io.beltline.processor.tailsampling;

import io.beltline.api.Context;
import io.beltline.components.traces.HashedSlice;
import io.beltline.components.traces.SecretHash;
import io.beltline.model.Slice;

/**
 * What stands around spans: what travels beside their request, their resource, their scope. With
 * its hash, since it is looked up often.
 */
final class Place {
  private final Context context;
  private final int contextHash;
  private final HashedSlice resource;
  private final HashedSlice scope;

  /**
   * A place.
   *
   * @param context what travels beside the request
   * @param resource the group of the resource without its scopes
   * @param scope the group of the scope without its spans
   */
  Place(Context context, HashedSlice resource, HashedSlice scope) {
    this.context = context;
    this.contextHash = hash(context);
    this.resource = resource;
    this.scope = scope;
  }

  /** Senders choose metadata. */
  static int hash(Context context) {
    return context.metadata().isEmpty() ? 0 : SecretHash.of(context.metadata().asMap().toString());
  }

  /** The same with bytes of its own, which keep no request alive. */
  Place copy() {
    return new Place(context, copy(resource), copy(scope));
  }

  private static HashedSlice copy(HashedSlice of) {
    return new HashedSlice(Slice.of(of.bytes().toByteArray()), of.hash());
  }

  Context context() {
    return context;
  }

  HashedSlice resource() {
    return resource;
  }

  HashedSlice scope() {
    return scope;
  }

  /** About how many bytes it takes on the heap. */
  long size() {
    return 240L + resource.bytes().length() + scope.bytes().length();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Place that
        && scope.equals(that.scope)
        && resource.equals(that.resource)
        && context.equals(that.context);
  }

  @Override
  public int hashCode() {
    return SecretHash.of((long) resource.hash() << 32 | (scope.hash() & 0xffff_ffffL), contextHash);
  }
}
