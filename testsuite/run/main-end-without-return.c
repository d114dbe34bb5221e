/* SPDX-License-Identifier: MIT */
/* Purpose: main that ends without a return statement means exit status 0. */
#include "support/check.h"

int main (void)
{
  CHECK (goro_self () == 1);
}
