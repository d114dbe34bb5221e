/* SPDX-License-Identifier: MIT */
/* The monotonic clock, read through the vDSO's own function: glibc's wrapper
   adds a pointer to demangle and an errno to set.  */
#define _GNU_SOURCE
#include <elf.h>
#include <sys/auxv.h>
#include <time.h>

#include "os/os.h"
#include "os/syscall.h"

typedef int clock_fn (clockid_t, struct timespec *);

static int kernel_clock (clockid_t clock, struct timespec *ts)
{
  return (int) goro__syscall2 (SYS_clock_gettime, clock, ts);
}

static clock_fn *clock_get = kernel_clock;

static bool same (const char *a, const char *b)
{
  while (*a != 0 && *a == *b)
    a++, b++;
  return *a == *b;
}

/* Symbols of the vDSO carry versions; the name alone is unique.  */
static clock_fn *find_in_vdso (const char *name)
{
  const char *base = (const char *) getauxval (AT_SYSINFO_EHDR);
  if (base == NULL)
    return NULL;
  const Elf64_Ehdr *header = (const Elf64_Ehdr *) base;
  const Elf64_Phdr *program = (const Elf64_Phdr *) (base + header->e_phoff);
  const Elf64_Dyn *dynamic = NULL;
  uintptr_t bias = 0;
  bool found_load = false;
  for (int i = 0; i < header->e_phnum; i++) {
    if (program[i].p_type == PT_LOAD && !found_load) {
      bias = (uintptr_t) base + program[i].p_offset - program[i].p_vaddr;
      found_load = true;
    } else if (program[i].p_type == PT_DYNAMIC)
      dynamic = (const Elf64_Dyn *) (base + program[i].p_offset);
  }
  if (dynamic == NULL || !found_load)
    return NULL;

  const char *strings = NULL;
  const Elf64_Sym *symbols = NULL;
  const uint32_t *hash = NULL, *gnu_hash = NULL;
  for (; dynamic->d_tag != DT_NULL; dynamic++) {
    uintptr_t p = bias + dynamic->d_un.d_ptr;
    if (dynamic->d_tag == DT_STRTAB)
      strings = (const char *) p;
    else if (dynamic->d_tag == DT_SYMTAB)
      symbols = (const Elf64_Sym *) p;
    else if (dynamic->d_tag == DT_HASH)
      hash = (const uint32_t *) p;
    else if (dynamic->d_tag == DT_GNU_HASH)
      gnu_hash = (const uint32_t *) p;
  }
  if (strings == NULL || symbols == NULL)
    return NULL;

  /* How many symbols there are: one hash table or the other says it.  */
  uint32_t count = 0;
  if (hash != NULL)
    count = hash[1];
  else if (gnu_hash != NULL) {
    uint32_t buckets = gnu_hash[0], first = gnu_hash[1], words = gnu_hash[2];
    const uint32_t *bucket = gnu_hash + 4 + 2 * words;
    const uint32_t *chain = bucket + buckets;
    for (uint32_t i = 0; i < buckets; i++)
      if (bucket[i] >= count)
        count = bucket[i];
    if (count >= first) {
      while ((chain[count - first] & 1) == 0)
        count++;
      count++;
    }
  }
  for (uint32_t i = 0; i < count; i++)
    if (symbols[i].st_shndx != SHN_UNDEF && same (strings + symbols[i].st_name, name))
      return (clock_fn *) (bias + symbols[i].st_value);
  return NULL;
}

void goro__os_clock_init (void)
{
  clock_fn *fn = find_in_vdso ("__vdso_clock_gettime");
  if (fn != NULL)
    clock_get = fn;
}

int64_t goro__nanotime (void)
{
  struct timespec ts;
  clock_get (CLOCK_MONOTONIC, &ts);
  return (int64_t) ts.tv_sec * 1000000000 + ts.tv_nsec;
}

void goro__os_sleep (int64_t ns)
{
  struct timespec ts = { (time_t) (ns / 1000000000), (long) (ns % 1000000000) };
  goro__syscall2 (SYS_nanosleep, &ts, NULL);
}
