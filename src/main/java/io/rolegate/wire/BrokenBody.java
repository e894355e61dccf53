package io.rolegate.wire;

import io.rolegate.api.ApiException;

/** Stands in the place of a body's rest that can't be read. */
record BrokenBody(ApiException failure) {}
