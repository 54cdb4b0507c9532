package io.beltline.transport;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.Context;
import io.beltline.api.Extension;
import java.util.List;

/** An authenticator that makes each change twice: to headers that are there and to absent ones. */
public final class HeaderChanges implements Extension, ClientAuthenticator {
  @Override
  public List<Header> headers(Context context) {
    return List.of(
        new Header("X-Set", "new", Action.SET),
        new Header("X-Set-Absent", "new", Action.SET),
        new Header("X-Insert", "new", Action.INSERT),
        new Header("X-Insert-Absent", "new", Action.INSERT),
        new Header("X-Update", "new", Action.UPDATE),
        new Header("X-Update-Absent", "new", Action.UPDATE),
        new Header("X-Delete", "", Action.DELETE),
        new Header("X-Delete-Absent", "", Action.DELETE),
        new Header("X-Raw-Bin", "bmV3", Action.UPDATE),
        new Header("X-Gone-Bin", "", Action.DELETE));
  }
}
