/* SPDX-License-Identifier: MIT */
/* Purpose: go with nothing after it is a syntax error. */
#include <goro.h>

void test (void)
{
  go; /* { dg-error "expected expression" } */
}
