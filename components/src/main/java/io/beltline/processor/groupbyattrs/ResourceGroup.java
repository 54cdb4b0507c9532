package io.beltline.processor.groupbyattrs;

import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A resource with the scopes that were grouped under it. One thread. */
final class ResourceGroup {
  private static final int SCOPES = 2; // of every signal

  private final Slice shell;
  private final Map<Slice, ScopeGroup> scopes = new LinkedHashMap<>();

  ResourceGroup(Slice shell) {
    this.shell = shell;
  }

  /** The scope of a key, made if there is none. */
  ScopeGroup scope(Slice key, Slice scopeShell) {
    return scopes.computeIfAbsent(key, k -> new ScopeGroup(scopeShell));
  }

  /** The scope of a key, or null. */
  @Nullable ScopeGroup find(Slice key) {
    return scopes.get(key);
  }

  /** How many messages it is made of: itself, its scopes, their metrics. */
  int size() {
    return 1 + scopes.values().stream().mapToInt(ScopeGroup::size).sum();
  }

  void write(int field, WireWriter to) {
    int mark = to.begin(field);
    to.raw(shell);
    scopes.values().forEach(scope -> scope.write(SCOPES, to));
    to.end(mark);
  }
}
