package io.beltline.processor.resourcedetection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Names of the host as the resolver knows them. Calls may block. */
interface HostNames {

  /** The name the host has for itself; null if it has none. */
  @Nullable String own();

  /** The canonical name of a name; null if there is none. */
  @Nullable String canonical(String name);

  /** The name that an address of a name leads back to; null if there is none. */
  @Nullable String reverse(String name);

  /** Those of this host. */
  static HostNames real() {
    return new HostNames() {
      @Override
      public @Nullable String own() {
        try {
          return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
          return null;
        }
      }

      @Override
      public @Nullable String canonical(String name) {
        try {
          return name(InetAddress.getByName(name));
        } catch (UnknownHostException unknown) {
          return null;
        }
      }

      @Override
      public @Nullable String reverse(String name) {
        try {
          for (InetAddress address : InetAddress.getAllByName(name)) {
            // without the name it was found by, so that the resolver is asked
            String found = name(InetAddress.getByAddress(address.getAddress()));
            if (found != null) {
              return found;
            }
          }
          return null;
        } catch (UnknownHostException unknown) {
          return null;
        }
      }
    };
  }

  /** Those of a host that cannot ask a resolver: none. */
  static HostNames withoutResolver() {
    return new HostNames() {
      @Override
      public @Nullable String own() {
        return null;
      }

      @Override
      public @Nullable String canonical(String name) {
        return null;
      }

      @Override
      public @Nullable String reverse(String name) {
        return null;
      }
    };
  }

  private static @Nullable String name(InetAddress address) {
    String name = address.getCanonicalHostName();
    return name.equals(address.getHostAddress()) ? null : name;
  }
}
