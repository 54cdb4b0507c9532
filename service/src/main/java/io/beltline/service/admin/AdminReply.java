package io.beltline.service.admin;

import io.beltline.model.Slice;

/**
 * What the admin API answered.
 *
 * @param status the HTTP status
 * @param body JSON, or what was asked for
 */
public record AdminReply(int status, Slice body) {

  /** True if what was asked for was done. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
