/* SPDX-License-Identifier: MIT */
/* The search of memory for GORODEBUG=escapeverify: every aligned word of

       writable segments of the program and of all libraries, but for what only relocation writes
       their thread-local variables in every thread that the runtime knows
       the objects of the collected heap
       other private anonymous memory: malloc's, and what the program has mapped

   Not of the runtime's own memory, nor of threads' stacks.  Memory of malloc's may vanish meanwhile, so it is read through the
   kernel, a piece at a time; everything else stays where it is.  The world goes on: a word that changes under the search is found
   next time.

   Runs with the lock of escape-verify.c, on a thread's stack.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <fcntl.h>
#include <link.h>
#include <string.h>

#include "observe/escapes.h"
#include "os/os.h"
#include "os/syscall.h"
#include "sched/state.h"

/* A program that does not allocate has no heap.  */
#pragma weak goro__heap_each_span

enum {
  RANGES = 4096,        /* addresses that are not searched */
  MODULES = 512,
  THREADS = 1024,
  PIECE = 64 << 10
};
static const size_t pthread_bytes = 4096; /* glibc's record of a thread, above the thread pointer */

struct module {
  const char *path;
  uintptr_t base;
  intptr_t thread_local; /* from the thread pointer; 0: it has none, or not there */
  size_t thread_local_size;
};

struct thread {
  uintptr_t pointer;
  int id;
  bool initial;
};

static struct scan {
  struct goro_os_range own[RANGES]; /* sorted */
  size_t own_count;
  struct module modules[MODULES];
  size_t module_count;
  struct thread threads[THREADS];
  size_t thread_count;
  size_t bytes;
  bool incomplete; /* ranges are missing: anonymous memory is left out */
  char piece[PIECE] __attribute__ ((aligned (8)));
  char line[PIECE];
  char program[1024]; /* its file */
} *scan;

static void exclude (uintptr_t start, uintptr_t end)
{
  if (scan->own_count == RANGES) {
    scan->incomplete = true;
    return;
  }
  size_t i = scan->own_count++;
  for (; i > 0 && scan->own[i - 1].start > start; i--)
    scan->own[i] = scan->own[i - 1];
  scan->own[i] = (struct goro_os_range) { start, end };
}

/* --- Modules --------------------------------------------------------------------------------------- */

static void found_variable (struct goro_escape *e, const char *path, uint64_t address)
{
  static struct goro_symbol symbol;
  e->file = path;
  if (goro__symbol_find (path, address, e->owner == GORO_OWNER_THREAD_LOCAL, &symbol)) {
    e->name = symbol.name;
    e->start = e->place - (address - symbol.start);
    e->size = symbol.size;
  }
  goro__escape_found (e);
}

static void search_static (const struct module *m, uintptr_t lo, uintptr_t hi)
{
  for (uintptr_t at = (lo + 7) & ~(uintptr_t) 7; at + 8 <= hi; at += 8) {
    uintptr_t value = *(volatile uintptr_t *) at;
    if (!goro__escape_suspect (value))
      continue;
    struct goro_escape e = { .owner = GORO_OWNER_STATIC, .place = at, .value = value };
    found_variable (&e, m->path, at - m->base);
  }
  if (hi > lo)
    scan->bytes += hi - lo;
}

/* The segments of one module.  Holding the loader's lock, so it stays.  */
static int module (struct dl_phdr_info *info, size_t size, void *arg)
{
  uintptr_t relro = 0, relro_end = 0, thread_pointer = (uintptr_t) __builtin_thread_pointer ();
  (void) arg;
  if (scan->module_count == MODULES) {
    scan->incomplete = true;
    return 1;
  }
  struct module *m = &scan->modules[scan->module_count++];
  *m = (struct module) { info->dlpi_name != NULL && *info->dlpi_name != 0 ? info->dlpi_name : scan->program, info->dlpi_addr, 0, 0 };
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *p = &info->dlpi_phdr[i];
    uintptr_t start = info->dlpi_addr + p->p_vaddr;
    if (p->p_type == PT_GNU_RELRO) {
      relro = start;
      relro_end = start + p->p_memsz;
    }
    /* In the initial block of each thread, below the thread pointer, or somewhere in malloc's memory.  */
    if (p->p_type == PT_TLS && size >= offsetof (struct dl_phdr_info, dlpi_tls_data) + sizeof info->dlpi_tls_data
        && info->dlpi_tls_data != NULL) {
      intptr_t offset = (intptr_t) ((uintptr_t) info->dlpi_tls_data - thread_pointer);
      if (offset < 0 && offset > -(1 << 20)) {
        m->thread_local = offset;
        m->thread_local_size = p->p_memsz;
      }
    }
  }
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *p = &info->dlpi_phdr[i];
    uintptr_t start = info->dlpi_addr + p->p_vaddr, end = start + p->p_memsz;
    if (p->p_type != PT_LOAD)
      continue;
    exclude (start & ~(uintptr_t) 4095, (end + 4095) & ~(uintptr_t) 4095);
    if ((p->p_flags & PF_W) == 0)
      continue;
    if (relro >= start && relro < end) {
      search_static (m, start, relro);
      start = relro_end < end ? relro_end : end;
    }
    search_static (m, start, end);
  }
  return 0;
}

/* --- Threads --------------------------------------------------------------------------------------- */

static void find_threads (void)
{
  goro__lock (&goro__sched.lock, GORO_RANK_SCHED);
  for (struct goro_m *mp = goro__sched.all_m; mp != NULL && scan->thread_count < THREADS; mp = mp->all_link) {
    uintptr_t guard = (uintptr_t) *(uintptr_t *volatile *) &mp->tcb_guard;
    if (guard != 0)
      scan->threads[scan->thread_count++] = (struct thread) { guard - GORO_TCB_GUARD, mp->tid, mp->initial };
  }
  goro__unlock (&goro__sched.lock);
}

static void search_thread_locals (void)
{
  for (size_t t = 0; t < scan->thread_count; t++) {
    const struct thread *thread = &scan->threads[t];
    for (size_t i = 0; i < scan->module_count; i++) {
      const struct module *m = &scan->modules[i];
      uintptr_t block = thread->pointer + (uintptr_t) m->thread_local;
      for (size_t done = 0; m->thread_local != 0 && done < m->thread_local_size; done += PIECE) {
        size_t size = m->thread_local_size - done < PIECE ? m->thread_local_size - done : PIECE;
        if (!goro__peek (block + done, scan->piece, size))
          break;
        scan->bytes += size;
        for (size_t at = -(block + done) & 7; at + 8 <= size; at += 8) {
          uintptr_t value;
          memcpy (&value, scan->piece + at, sizeof value);
          if (!goro__escape_suspect (value))
            continue;
          struct goro_escape e = { .owner = GORO_OWNER_THREAD_LOCAL, .place = block + done + at, .value = value,
                                   .id = (uint64_t) thread->id };
          found_variable (&e, m->path, done + at);
        }
      }
    }
  }
}

/* --- The collected heap ------------------------------------------------------------------------------ */

static void search_span (struct goro_span *s, void *arg)
{
  (void) arg;
  for (uint32_t i = 0; i < s->count; i++) {
    /* Racing with who allocates there: the bits are read once, a word that is gone does not matter.  */
    if (s->class != 0 && (*(volatile uint64_t *) &s->allocated[i / 64] >> (i % 64) & 1) == 0)
      continue;
    uintptr_t start = s->start + (uintptr_t) i * s->size;
    for (uintptr_t at = start; at + 8 <= start + s->size; at += 8) {
      uintptr_t value = *(volatile uintptr_t *) at;
      if (!goro__escape_suspect (value))
        continue;
      struct goro_escape e = { .owner = GORO_OWNER_OBJECT, .place = at, .value = value, .start = start, .size = s->size };
      goro__escape_found (&e);
    }
    scan->bytes += s->size;
  }
}

/* --- Anonymous memory --------------------------------------------------------------------------------- */

static void search_anonymous (uintptr_t lo, uintptr_t hi, uintptr_t map_lo, uintptr_t map_hi)
{
  for (uintptr_t at = lo; at < hi; at += PIECE) {
    size_t size = hi - at < PIECE ? hi - at : PIECE;
    if (!goro__peek (at, scan->piece, size))
      continue;
    scan->bytes += size;
    for (size_t i = 0; i + 8 <= size; i += 8) {
      uintptr_t value;
      memcpy (&value, scan->piece + i, sizeof value);
      if (!goro__escape_suspect (value))
        continue;
      struct goro_escape e = { .owner = GORO_OWNER_MAPPED, .place = at + i, .value = value };
      struct goro_malloc_block block;
      if (goro__malloc_block (map_lo, map_hi, at + i, &block)) {
        if (block.free)
          continue;
        e.owner = GORO_OWNER_MALLOC;
        e.start = block.start;
        e.size = block.size;
      }
      goro__escape_found (&e);
    }
  }
}

/* The stack of a thread that is not the first ends with its thread-local block and the record of the thread.  */
static void exclude_stacks (uintptr_t lo, uintptr_t hi)
{
  for (size_t t = 0; t < scan->thread_count; t++) {
    uintptr_t pointer = scan->threads[t].pointer;
    if (pointer < lo || pointer >= hi)
      continue;
    intptr_t lowest = 0;
    for (size_t i = 0; i < scan->module_count; i++)
      if (scan->modules[i].thread_local < lowest)
        lowest = scan->modules[i].thread_local;
    exclude (scan->threads[t].initial ? pointer + (uintptr_t) lowest - 64 : lo, pointer + pthread_bytes);
  }
}

static void search_mapping (uintptr_t lo, uintptr_t hi)
{
  exclude_stacks (lo, hi);
  uintptr_t at = lo;
  for (size_t i = 0; i < scan->own_count && !scan->incomplete; i++) {
    const struct goro_os_range *r = &scan->own[i];
    if (r->end <= at)
      continue;
    if (r->start >= hi)
      break;
    if (r->start > at)
      search_anonymous (at, r->start, lo, hi);
    at = r->end;
  }
  if (at < hi && !scan->incomplete)
    search_anonymous (at, hi, lo, hi);
}

static const char *number (const char *p, unsigned base, uintptr_t *value)
{
  *value = 0;
  for (;; p++) {
    unsigned digit = *p >= '0' && *p <= '9' ? (unsigned) (*p - '0') : *p >= 'a' && *p <= 'f' ? (unsigned) (*p - 'a') + 10 : 16;
    if (digit >= base)
      return p;
    *value = *value * base + digit;
  }
}

/* lo-hi perms offset device inode [name]  */
static void mapping_line (const char *line)
{
  uintptr_t lo, hi, inode;
  const char *p = number (line, 16, &lo);
  p = number (p + (*p == '-'), 16, &hi);
  if (strncmp (p, " rw-p ", 6) != 0)
    return;
  p += 6;
  for (int field = 0; field < 2; field++) {
    p += strcspn (p, " ");
    p += strspn (p, " ");
  }
  p = number (p, 10, &inode);
  p += strspn (p, " ");
  if (inode == 0 && strncmp (p, "[stack", 6) != 0)
    search_mapping (lo, hi);
}

static void search_mappings (void)
{
  long fd = goro__syscall4 (SYS_openat, AT_FDCWD, "/proc/self/maps", O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    return;
  size_t filled = 0;
  long got;
  while ((got = goro__syscall3 (SYS_read, fd, scan->line + filled, sizeof scan->line - 1 - filled)) > 0) {
    filled += (size_t) got;
    scan->line[filled] = 0;
    char *start = scan->line, *end;
    while ((end = strchr (start, '\n')) != NULL) {
      *end = 0;
      mapping_line (start);
      start = end + 1;
    }
    filled -= (size_t) (start - scan->line);
    memmove (scan->line, start, filled);
  }
  goro__syscall1 (SYS_close, fd);
}

size_t goro__escape_scan (void)
{
  if (scan == NULL && (scan = goro__os_map (sizeof *scan)) == NULL)
    goro__fatal ("escapeverify: out of memory");
  if (goro__syscall3 (SYS_readlink, "/proc/self/exe", scan->program, sizeof scan->program - 1) <= 0)
    strcpy (scan->program, "?");
  scan->module_count = scan->thread_count = scan->bytes = 0;
  scan->incomplete = false;
  scan->own_count = goro__os_own_ranges (scan->own, RANGES);
  if (scan->own_count == SIZE_MAX) {
    scan->own_count = 0;
    scan->incomplete = true;
  }
  /* Sorted, for the walks along the mappings.  */
  for (size_t i = 1; i < scan->own_count; i++) {
    struct goro_os_range r = scan->own[i];
    size_t k = i;
    for (; k > 0 && scan->own[k - 1].start > r.start; k--)
      scan->own[k] = scan->own[k - 1];
    scan->own[k] = r;
  }
  find_threads ();
  dl_iterate_phdr (module, NULL);
  search_thread_locals ();
  if (goro__heap_each_span != NULL)
    goro__heap_each_span (search_span, NULL);
  if (!scan->incomplete)
    search_mappings ();
  return scan->bytes;
}
