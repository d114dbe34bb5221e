/* SPDX-License-Identifier: MIT */
/* Tracebacks: a goroutine's calls in Go's format, read with the pointer maps.

       goroutine 14 [chan receive]:
       fn(...)
       	file.c:12 +0x1c
       created by main in goroutine 1
       	file.c:30 +0x44

   Nothing is changed, and nothing is trusted: this runs when something is
   already wrong.  A return address without a record (a function of the runtime,
   a fault in the middle of a function) makes the walk look upward for the next word that is one.  */

#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include "goro.h"
#include "os/os.h"
#include "sched/sched.h"
#include "stack/maps.h"
#include "stack/stack.h"

extern const char goro__start_ret[], goro__morestack_ret[], goro__vectors_done_ret[];

enum { HEAD = 50, TAIL = 50 };

struct cursor {
  uintptr_t pc, sp, fp, hi;
};

static bool on_stack (const struct cursor *c, uintptr_t address)
{
  return address >= c->sp && address + 8 <= c->hi;
}

/* To the next word above that is a known return address.  */
static bool scan (struct cursor *c)
{
  for (uintptr_t a = c->sp & ~(uintptr_t) 7; a + 8 <= c->hi; a += 8) {
    uintptr_t pc = *(uintptr_t *) a;
    const struct goro_map *m = pc == (uintptr_t) goro__start_ret ? NULL : goro__map_find (pc);
    if (m && !(m->flags & GORO_MAP_CHECK)) {
      c->pc = pc;
      c->sp = a + 8;
      return true;
    }
  }
  return false;
}

/* From a call to its caller.  */
static bool step (struct cursor *c)
{
  const struct goro_map *m = goro__map_find (c->pc);
  if (m == NULL)
    return scan (c);
  uintptr_t cfa;
  if (m->flags & GORO_MAP_CFA_LOAD) {
    uintptr_t at = c->fp - 8 * (uintptr_t) m->cfa;
    if (!on_stack (c, at))
      return false;
    cfa = *(uintptr_t *) at;
  } else
    cfa = (m->flags & GORO_MAP_CFA_FP ? c->fp : c->sp) + 8 * (uintptr_t) m->cfa;
  if (cfa <= c->sp || cfa > c->hi || (cfa & 7))
    return scan (c);
  if (m->saved & (1u << GORO_FP_INDEX)) {
    uintptr_t at = (m->from_fp >> GORO_FP_INDEX & 1 ? c->fp : cfa) - 8 * (uintptr_t) m->where[GORO_FP_INDEX];
    if (on_stack (c, at))
      c->fp = *(uintptr_t *) at;
  }
  c->pc = ((uintptr_t *) cfa)[-1];
  c->sp = cfa;
  return c->pc != (uintptr_t) goro__start_ret;
}

/* The function the plugin made for a go statement is nobody's business.  */
static bool thunk_p (const char *name)
{
  for (; *name; name++)
    if (name[0] == '.' && name[1] == 'g' && name[2] == 'o' && name[3] == '.')
      return true;
  return false;
}

static void print_place (const char *before, uintptr_t pc, bool exact, uint64_t creator)
{
  struct goro_place place;
  if (!goro__map_place (pc, exact, &place) || (creator == 0 && thunk_p (place.function)))
    return;
  if (creator)
    goro__os_print ("%s%s in goroutine %U\n\t%s:%u +0x%x\n", before, place.function, creator, place.file, place.line,
                    (unsigned long) (pc - place.entry));
  else
    goro__os_print ("%s%s(...)\n\t%s:%u +0x%x\n", before, place.function, place.file, place.line,
                    (unsigned long) (pc - place.entry));
}

static void print_calls (struct cursor *c, bool known)
{
  uintptr_t last[TAIL];
  size_t count = 0;
  if (!known)
    known = scan (c);
  while (known) {
    if (count < HEAD)
      print_place ("", c->pc, true, 0);
    else
      last[count % TAIL] = c->pc;
    count++;
    known = step (c);
  }
  if (count > HEAD + TAIL)
    goro__os_print ("...%U frames elided...\n", (uint64_t) (count - HEAD - TAIL));
  for (size_t i = count > HEAD + TAIL ? count - TAIL : HEAD; i < count; i++)
    print_place ("", last[i % TAIL], true, 0);
}

static void print_head (struct goro_g *gp)
{
  const char *state = "running";
  switch (atomic_load (&gp->status)) {
  case GORO_G_RUNNABLE:
    state = "runnable";
    break;
  case GORO_G_WAITING:
    state = gp->wait_reason < GORO_WAIT_COUNT ? goro__wait_names[gp->wait_reason] : "waiting";
    break;
  default:
    break;
  }
  goro__os_print ("goroutine %U [%s]:\n", gp->id, state);
}

static void print_creator (struct goro_g *gp)
{
  if (gp->creator_pc)
    print_place ("created by ", gp->creator_pc, true, gp->creator_id);
}

void goro__traceback (struct goro_g *gp)
{
  struct cursor c = { 0, gp->sp, 0, gp->hi };
  struct goro_m *mp = goro__getm ();
  bool known = true;

  print_head (gp);
  if (gp->hi == 0)
    return; /* a thread that goro did not start */
  /* Relaxed: this thread's own counter.  */
  if (mp && mp->curg == gp && (atomic_load_explicit (&mp->fseq, memory_order_relaxed) & 1)) {
    /* In foreign code: where the switch saved the frame pointer.  */
    c.fp = ((uintptr_t *) mp->foreign_sp)[0];
    c.pc = ((uintptr_t *) mp->foreign_sp)[1];
    c.sp = mp->foreign_sp + 16;
  } else if (gp->context != NULL) {
    c.pc = goro__fault_pc (gp->context);
    c.fp = goro__fault_fp (gp->context);
    print_place ("", c.pc, false, 0);
    known = false;
  } else {
    uintptr_t *frame = (uintptr_t *) gp->sp;
    c.fp = frame[GORO_FP_INDEX];
    c.pc = frame[GORO_SWITCH_PC / 8];
    c.sp = gp->sp + GORO_SWITCH_PC + 8;
    if (c.pc == (uintptr_t) goro__morestack_ret || c.pc == (uintptr_t) goro__vectors_done_ret) {
      frame = (uintptr_t *) c.sp;
      c.fp = frame[GORO_FP_INDEX];
      c.pc = frame[GORO_FULL_PC / 8];
      c.sp += GORO_FULL_PC + 8;
      print_place ("", c.pc, true, 0);
      c.pc = *(uintptr_t *) c.sp;
      c.sp += 8;
    }
    known = goro__map_find (c.pc) != NULL;
  }
  print_calls (&c, known);
  print_creator (gp);
}

bool goro__frame_at (uintptr_t sp, uintptr_t hi, uintptr_t address, struct goro_place *place)
{
  uintptr_t *frame = (uintptr_t *) sp;
  struct cursor c = { frame[GORO_SWITCH_PC / 8], sp + GORO_SWITCH_PC + 8, frame[GORO_FP_INDEX], hi };
  if (c.pc == (uintptr_t) goro__morestack_ret || c.pc == (uintptr_t) goro__vectors_done_ret) {
    frame = (uintptr_t *) c.sp;
    c.fp = frame[GORO_FP_INDEX];
    c.sp += GORO_FULL_PC + 8;
    c.pc = *(uintptr_t *) c.sp;
    c.sp += 8;
  }
  uintptr_t pc = c.pc;
  bool more = goro__map_find (pc) != NULL || scan (&c);
  while (more) {
    pc = c.pc;
    more = step (&c);
    if (address < c.sp)
      return goro__map_place (pc, true, place);
  }
  /* Above the outermost frame: what the goroutine was started with.  */
  return address < hi && goro__map_place (pc, true, place);
}

void goro__traceback_fault (struct goro_g *gp, uintptr_t pc, uintptr_t sp, uintptr_t fp)
{
  struct cursor c = { pc, sp, fp, gp->hi };
  print_head (gp);
  print_place ("", pc, false, 0);
  if (sp >= gp->lo && sp < gp->hi)
    print_calls (&c, false);
  print_creator (gp);
}
