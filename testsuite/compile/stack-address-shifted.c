/* SPDX-License-Identifier: MIT */
/* Purpose: An address kept shifted, under a tag, or combined with another one gets a warning, once for each. */
#include <stdint.h>

void *shifted (uint64_t handle)
{
  return (void *) (handle << 4); /* { dg-warning "an address that is kept shifted does not move along" } */
}

int *untagged (uint64_t value)
{
  return (int *) (value & 0xffffffffffff); /* { dg-warning "an address with other bits above it in an integer does not move along" } */
}

int *again (uint64_t value)
{
  return (int *) (value & 0xffffffffffff);
}

uintptr_t link_of (int *a, int *b)
{
  return (uintptr_t) a ^ (uintptr_t) b; /* { dg-warning "an address combined with another one does not move along" } */
}

/* Alignment and low tags are no such things.  */
int *plain (uintptr_t value)
{
  return (int *) (value & ~(uintptr_t) 7);
}
