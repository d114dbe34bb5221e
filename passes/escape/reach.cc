/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph of targets.cc: what pointers may hold, and its solution.

   Sets grow until nothing changes.  An address in ELSEWHERE of a variable that may hold anything is no better than an unknown one, and sets do without it: most
   pointers of a program come from or go to where we do not look.  Places are made when somebody looks at them.  */

#include "passes/escape/targets.h"

namespace goro_reach {

/* --- types and references --- */

bool wide_p (const_tree type)
{
  if (type == NULL_TREE || VOID_TYPE_P (type))
    return false;
  HOST_WIDE_INT size = int_size_in_bytes (type);
  return size < 0 || size >= UNITS_PER_WORD;
}

HOST_WIDE_INT bytes (tree size)
{
  return size && tree_fits_shwi_p (size) ? tree_to_shwi (size) : -1;
}

/* What part of *BASE, a declaration or a pointer (POINTER), REF is.  */
part part_of (tree ref, tree *base, bool *pointer)
{
  part p = { 0, bytes (TYPE_SIZE_UNIT (TREE_TYPE (ref))), 0, false, 0, 0 };
  *pointer = false;
  for (;;) {
    if (TREE_CODE (ref) == SSA_NAME || CONSTANT_CLASS_P (ref))
      break;
    if (TREE_THIS_VOLATILE (ref))
      p.vague = true;
    switch (TREE_CODE (ref)) {
    case COMPONENT_REF: {
      HOST_WIDE_INT at = bytes (component_ref_field_offset (ref)), bit = bytes (DECL_FIELD_BIT_OFFSET (TREE_OPERAND (ref, 1)));
      if (at < 0 || bit < 0)
        p.vague = true;
      p.offset += at + bit / BITS_PER_UNIT;
      if (DECL_BIT_FIELD (TREE_OPERAND (ref, 1)) && bytes (DECL_SIZE (TREE_OPERAND (ref, 1))) >= 0)
        p.size = (bit % BITS_PER_UNIT + bytes (DECL_SIZE (TREE_OPERAND (ref, 1))) + BITS_PER_UNIT - 1) / BITS_PER_UNIT;
      break;
    }
    case ARRAY_REF: {
      tree low = array_ref_low_bound (ref), index = TREE_OPERAND (ref, 1);
      HOST_WIDE_INT size = bytes (array_ref_element_size (ref));
      if (size <= 0 || bytes (low) < 0)
        p.vague = true;
      else if (TREE_CODE (index) != INTEGER_CST) {
        if (p.step && p.step != size)
          p.vague = true;
        p.step = size;
        p.span = MAX (p.span, bytes (TYPE_SIZE_UNIT (TREE_TYPE (TREE_OPERAND (ref, 0)))));
      } else if (tree_fits_shwi_p (index) && tree_to_shwi (index) < HOST_WIDE_INT_C (1) << 32)
        p.offset += (tree_to_shwi (index) - tree_to_shwi (low)) * size;
      else
        p.vague = true;
      break;
    }
    case REALPART_EXPR:
    case VIEW_CONVERT_EXPR:
      break;
    case MEM_REF: {
      tree from = TREE_OPERAND (ref, 0);
      if (!tree_fits_shwi_p (TREE_OPERAND (ref, 1)))
        p.vague = true;
      else
        p.offset += tree_to_shwi (TREE_OPERAND (ref, 1));
      if (TREE_CODE (from) == ADDR_EXPR) {
        ref = TREE_OPERAND (from, 0);
        continue;
      }
      *base = from;
      *pointer = true;
      p.moved = p.vague ? 0 : tree_to_shwi (TREE_OPERAND (ref, 1));
      return p;
    }
    case TARGET_MEM_REF:
      *base = TREE_OPERAND (ref, 0);
      *pointer = p.vague = true;
      return p;
    case WITH_SIZE_EXPR:
    case ARRAY_RANGE_REF:
    case BIT_FIELD_REF:
    case IMAGPART_EXPR:
      p.vague = true;
      break;
    default:
      *base = ref;
      return p;
    }
    ref = TREE_OPERAND (ref, 0);
  }
  *base = ref;
  return p;
}

/* The member of structure TYPE in which OFFSET is, NULL: none.  WHOLE: nothing else is in the structure.  */
static tree member_at (const_tree type, HOST_WIDE_INT offset, bool *whole)
{
  for (tree f = TYPE_FIELDS (type); f; f = DECL_CHAIN (f)) {
    if (TREE_CODE (f) != FIELD_DECL || bytes (DECL_FIELD_OFFSET (f)) < 0)
      continue;
    HOST_WIDE_INT at = int_byte_position (f), size = bytes (DECL_SIZE_UNIT (f));
    if (offset >= at && (size < 0 || offset < at + size)) {
      *whole = size == int_size_in_bytes (type);
      return f;
    }
  }
  return NULL_TREE;
}

/* OFFSET in an object of TYPE, all elements of arrays being the first; -1: STEP leads elsewhere.  Unions stay as they are.
   Who walks along an array in a structure may go on to the next member, for all that a mere pointer tells: that to the first member is one to the structure.  */
HOST_WIDE_INT canonical (const_tree type, HOST_WIDE_INT offset, HOST_WIDE_INT step, HOST_WIDE_INT span)
{
  bool in_structure = false, whole;
  HOST_WIDE_INT base = 0;
  for (bool found = true; found && offset >= 0; ) {
    found = false;
    if (TREE_CODE (type) == ARRAY_TYPE) {
      HOST_WIDE_INT size = int_size_in_bytes (TREE_TYPE (type));
      if (size <= 0)
        return -1;
      if (step && step % size == 0 && (!in_structure || (span > 0 && span == int_size_in_bytes (type))))
        step = 0;
      offset %= size;
      type = TREE_TYPE (type);
      found = true;
    } else if (TREE_CODE (type) == RECORD_TYPE)
      if (tree f = member_at (type, offset, &whole)) {
        base += int_byte_position (f);
        offset -= int_byte_position (f);
        in_structure |= !whole;
        type = TREE_TYPE (f);
        found = true;
      }
  }
  return step || offset < 0 ? -1 : base + offset;
}

/* Is FROM + DISTANCE one place, in whichever elements of arrays FROM is?  Not if it leaves an array that other members follow: the first
   element's neighbours are not the last one's.  */
bool within_elements_p (const_tree type, HOST_WIDE_INT from, HOST_WIDE_INT distance)
{
  bool in_structure = false, whole, found = distance != 0;
  while (found) {
    found = false;
    if (TREE_CODE (type) == ARRAY_TYPE) {
      HOST_WIDE_INT size = int_size_in_bytes (TREE_TYPE (type));
      if (size <= 0)
        return false;
      from %= size;
      if (in_structure && (from + distance < 0 || from + distance >= size))
        return false;
      type = TREE_TYPE (type);
      found = true;
    } else if (TREE_CODE (type) == RECORD_TYPE)
      if (tree f = member_at (type, from, &whole)) {
        from -= int_byte_position (f);
        in_structure |= !whole;
        type = TREE_TYPE (f);
        found = true;
      }
  }
  return true;
}

bool variable_p (const_tree t)
{
  return VAR_P (t) || TREE_CODE (t) == PARM_DECL || TREE_CODE (t) == RESULT_DECL;
}

/* Does a function pointer stand in such a type, or behind DEPTH pointers in it?  */
bool solver::interesting_p (tree type, int depth)
{
  if (TREE_CODE (type) == ARRAY_TYPE)
    return interesting_p (TREE_TYPE (type), depth);
  if (POINTER_TYPE_P (type))
    return TREE_CODE (TREE_TYPE (type)) == FUNCTION_TYPE || (depth > 0 && interesting_p (TREE_TYPE (type), depth - 1));
  if (TREE_CODE (type) != RECORD_TYPE && TREE_CODE (type) != UNION_TYPE)
    return false;
  type = TYPE_MAIN_VARIANT (type);
  if (depth == 1)
    if (bool *known = interesting.get (type))
      return *known;
  bool found = false;
  for (tree f = TYPE_FIELDS (type); f && !found; f = DECL_CHAIN (f))
    if (TREE_CODE (f) == FIELD_DECL)
      found = interesting_p (TREE_TYPE (f), depth);
  if (depth == 1)
    interesting.put (type, found);
  return found;
}

/* --- the graph --- */

solver::solver ()
{
  bitmap_obstack_initialize (&memory);
  absorbed = BITMAP_ALLOC (&memory);
  for (unsigned i = 0; i < FIRST; i++)
    add (VALUE, 0, 0);
  nodes[UNKNOWN].unknown = true;
  objects.safe_push (object ());
  callees.safe_push (callee ());
}

solver::~solver ()
{
  for (node &n : nodes)
    n.uses.release ();
  for (object &o : objects)
    o.places.release ();
  for (callee &f : callees)
    f.parameters.release ();
  for (pointer_call &c : calls)
    c.arguments.release ();
  bitmap_obstack_release (&memory);
}

unsigned solver::add (node_kind kind, unsigned of, HOST_WIDE_INT offset)
{
  node n = node ();
  n.kind = kind;
  n.of = of;
  n.offset = offset;
  if (kind != VALUE) {
    n.element = elements.length ();
    elements.safe_push (nodes.length ());
  }
  nodes.safe_push (n);
  return nodes.length () - 1;
}

void solver::push (unsigned n)
{
  if (!nodes[n].pending) {
    nodes[n].pending = true;
    work.safe_push (n);
  }
}

void solver::point (unsigned n, unsigned element)
{
  if (n == NONE || n == UNKNOWN)
    return;
  if (nodes[n].set == NULL)
    nodes[n].set = BITMAP_ALLOC (&memory);
  if (bitmap_set_bit (nodes[n].set, nodes[element].element))
    push (n);
}

/* What FROM holds, TO holds.  */
void solver::flow (unsigned to, unsigned from)
{
  if (nodes[from].unknown)
    unknown (to);
  if (nodes[from].set == NULL)
    return;
  if (nodes[to].set == NULL)
    nodes[to].set = BITMAP_ALLOC (&memory);
  bool grown;
  if (to == ELSEWHERE)
    grown = bitmap_ior_into (nodes[to].set, nodes[from].set);
  else {
    if (bitmap_intersect_p (nodes[from].set, absorbed))
      unknown (to);
    grown = bitmap_ior_and_compl_into (nodes[to].set, nodes[from].set, absorbed);
  }
  if (grown)
    push (to);
}

void solver::unknown (unsigned n)
{
  if (n == NONE || n == ELSEWHERE || nodes[n].unknown)
    return;
  nodes[n].unknown = true;
  push (n);
}

void solver::copy (unsigned to, unsigned from)
{
  if (to == NONE || from == NONE || to == from || to == UNKNOWN)
    return;
  if (from == UNKNOWN) {
    unknown (to);
    return;
  }
  if (nodes[from].next == NULL)
    nodes[from].next = BITMAP_ALLOC (&memory);
  if (!bitmap_set_bit (nodes[from].next, to))
    return;
  flow (to, from);
}

/* Before solve begins.  */
void solver::attach (unsigned pointer, use_kind kind, unsigned other, part at)
{
  if (pointer == UNKNOWN) {
    if (kind == STORE)
      lose (other);
    else if (kind == LOAD || kind == MEMBER)
      unknown (other);
  } else if (pointer != NONE)
    nodes[pointer].uses.safe_push (use { kind, other, at });
}

unsigned solver::address (unsigned element)
{
  if (nodes[element].holder == NONE) {
    unsigned n = add (VALUE, 0, 0);
    nodes[element].holder = n;
    point (n, element);
  }
  return nodes[element].holder;
}

/* The number of a variable; 0: it is not followed.  */
unsigned solver::object_of (tree decl)
{
  bool existed;
  unsigned &known = variables.get_or_insert (decl, &existed);
  if (existed)
    return known;
  known = 0;
  bool local = !is_global_var (decl);
  tree initial = NULL_TREE;
  object o = object ();
  o.decl = decl;
  o.size = bytes (DECL_SIZE_UNIT (decl));
  bool follow = o.size > 0 && o.size < 65536 && !TREE_THIS_VOLATILE (decl) && interesting_p (TREE_TYPE (decl), 1);
  if (VAR_P (decl) && (DECL_HARD_REGISTER (decl) || DECL_THREAD_LOCAL_P (decl)))
    follow = false;
  if (!local) {
    varpool_node *node = varpool_node::get (decl);
    initial = DECL_INITIAL (decl);
    if (initial == error_mark_node)
      follow = false;
    if (TREE_READONLY (decl) && follow) {
      tree known_value = ctor_for_folding (decl);
      o.constant = known_value != error_mark_node;
      if (o.constant)
        initial = known_value;
    }
    if (node && (node->alias || node->has_aliases_p ()))
      follow = false;
    bool ours = !TREE_PUBLIC (decl) && !DECL_EXTERNAL (decl) && TREE_STATIC (decl) && !DECL_PRESERVE_P (decl) && !DECL_WEAK (decl)
                && (node == NULL || (!node->externally_visible && !node->used_from_object_file_p ()))
                && !lookup_attribute ("section", DECL_ATTRIBUTES (decl));
    if (!ours) {
      if (o.constant)
        o.escaped = true;
      else
        follow = false;
    }
  }
  if (!follow) {
    if (initial && initial != error_mark_node)
      lose_all_in (initial);
    return 0;
  }
  /* The table may be another one by the time that the initialiser has been read.  */
  unsigned number = known = objects.length ();
  objects.safe_push (o);
  if (initial)
    initialise (number, initial, part { 0, o.size, 0, false, 0, 0 });
  return number;
}

/* The element for a function.  */
unsigned solver::function_of (tree decl)
{
  goro_function *f = goro_function_of (decl);
  if (f)
    decl = f->node->decl;
  bool existed;
  unsigned &known = functions.get_or_insert (decl, &existed);
  if (existed)
    return known;
  callee c = callee ();
  c.decl = decl;
  c.fn = f;
  unsigned n = c.node = known = add (FUNCTION, callees.length (), 0);
  if (f) {
    for (tree p = DECL_ARGUMENTS (decl); p; p = DECL_CHAIN (p))
      c.parameters.safe_push (add (VALUE, 0, 0));
    c.result = add (VALUE, 0, 0);
  }
  callees.safe_push (c);
  return n;
}

unsigned solver::place (unsigned object, HOST_WIDE_INT offset)
{
  for (unsigned p : objects[object].places)
    if (nodes[p].offset == offset)
      return p;
  unsigned p = add (PLACE, object, offset);
  objects[object].places.safe_push (p);
  if (objects[object].escaped && !objects[object].constant)
    bitmap_set_bit (absorbed, nodes[p].element);
  const struct object &o = objects[object];
  unsigned word = offset / UNITS_PER_WORD;
  if ((o.escaped && !o.constant) || o.overwritten || (o.overwritten_words && bitmap_bit_p (o.overwritten_words, word)))
    unknown (p);
  if (o.escaped || o.read || (o.read_words && bitmap_bit_p (o.read_words, word)))
    lose (p);
  return p;
}

void solver::whole_escapes (unsigned object)
{
  if (objects[object].escaped)
    return;
  objects[object].escaped = true;
  for (unsigned i = 0; i < objects[object].places.length (); i++) {
    unsigned p = objects[object].places[i];
    lose (p);
    if (!objects[object].constant) {
      bitmap_set_bit (absorbed, nodes[p].element);
      unknown (p);
    }
  }
}

/* Words are read as something else, or written.  */
void solver::words (unsigned number, HOST_WIDE_INT offset, HOST_WIDE_INT size, bool write)
{
  object *o = &objects[number];
  HOST_WIDE_INT first = offset / UNITS_PER_WORD, last = first;
  if (write && o->constant)
    return;
  bool all = offset < 0 || size < 0 || size > UNITS_PER_WORD;
  if (!all)
    last = (offset + MAX (size, 1) - 1) / UNITS_PER_WORD;
  if (write ? o->overwritten : o->read)
    return;
  if (all)
    (write ? o->overwritten : o->read) = true;
  else {
    bitmap &b = write ? o->overwritten_words : o->read_words;
    if (b == NULL)
      b = BITMAP_ALLOC (&memory);
    bool fresh = bitmap_set_bit (b, first);
    if (last != first)
      fresh |= bitmap_set_bit (b, last);
    if (!fresh)
      return;
  }
  for (unsigned i = 0; i < objects[number].places.length (); i++) {
    unsigned p = objects[number].places[i];
    HOST_WIDE_INT word = nodes[p].offset / UNITS_PER_WORD;
    if (!all && word != first && word != last)
      continue;
    if (write)
      unknown (p);
    else
      lose (p);
  }
}

/* An access to a part AT of what begins FROM bytes in an object.  */
void solver::access (unsigned number, HOST_WIDE_INT from, use_kind kind, unsigned other, part at)
{
  HOST_WIDE_INT offset = from + at.offset;
  const_tree type = TREE_TYPE (objects[number].decl);
  if (at.vague || offset < 0 || offset >= objects[number].size || !within_elements_p (type, from, at.moved))
    offset = -1;
  else
    offset = canonical (type, offset, at.step, at.span);
  if (objects[number].places.length () > PLACES_MAX)
    offset = -1;
  if (offset < 0 || offset % UNITS_PER_WORD != 0)
    /* Parts of a word: what is there is no pointer, or one that is taken apart.  */
    switch (kind) {
    case LOAD:
      unknown (other);
      whole_escapes (number);
      return;
    case STORE:
      lose (other);
      whole_escapes (number);
      return;
    case MEMBER:
      if (offset < 0) {
        unknown (other);
        whole_escapes (number);
      } else
        point (other, place (number, offset));
      return;
    case READ:
    case WRITE:
      words (number, offset, at.size, kind == WRITE);
      return;
    case CALL:
      return;
    }
  switch (kind) {
  case LOAD:
    copy (other, place (number, offset));
    break;
  case STORE:
    if (objects[number].constant)
      lose (other); /* undefined */
    else
      copy (place (number, offset), other);
    break;
  case MEMBER:
    point (other, place (number, offset));
    break;
  case READ:
  case WRITE:
    words (number, offset, at.size, kind == WRITE);
    break;
  case CALL:
    break;
  }
}

/* --- the solution --- */

/* Are the arguments of STMT what FN takes?  */
bool takes_p (gcall *stmt, const_tree fn)
{
  auto same = [] (const_tree a, const_tree b) {
    auto kind = [] (const_tree t) { return AGGREGATE_TYPE_P (t) ? 1 : INTEGRAL_TYPE_P (t) || POINTER_TYPE_P (t) ? 2 : 3; };
    if (!AGGREGATE_TYPE_P (a) && wide_p (a) && wide_p (b) && int_size_in_bytes (a) != int_size_in_bytes (b))
      return false;
    return kind (a) == kind (b) && (kind (a) == 2 || TYPE_MODE (a) == TYPE_MODE (b));
  };
  unsigned i = 0, n = gimple_call_num_args (stmt);
  for (tree p = DECL_ARGUMENTS (fn); p; p = DECL_CHAIN (p), i++)
    if (i >= n || !same (TREE_TYPE (p), TREE_TYPE (gimple_call_arg (stmt, i))))
      return false;
  if (i < n && !stdarg_p (TREE_TYPE (fn)) && prototype_p (TREE_TYPE (fn)))
    return false;
  tree lhs = gimple_call_lhs (stmt);
  tree result = TREE_TYPE (TREE_TYPE (fn));
  return lhs == NULL_TREE || (same (TREE_TYPE (lhs), result) && POINTER_TYPE_P (TREE_TYPE (lhs)) == POINTER_TYPE_P (result));
}

/* A call of F, which takes such arguments.  */
void solver::pass (const callee &f, const vec<unsigned> &arguments, unsigned result)
{
  for (unsigned i = 0; i < arguments.length (); i++)
    if (i < f.parameters.length ())
      copy (f.parameters[i], arguments[i]);
    else
      lose (arguments[i]);
  copy (result, f.result);
}

void solver::call_unknown (unsigned number)
{
  for (unsigned a : calls[number].arguments)
    lose (a);
  unknown (calls[number].result);
}

void solver::call (unsigned number, unsigned element)
{
  const callee &f = callees[nodes[element].of];
  pointer_call &c = calls[number];
  if (f.fn == NULL || !takes_p (c.stmt, f.decl)) {
    if (f.fn) {
      c.odd = true;
      lose (address (element));
    }
    call_unknown (number);
    return;
  }
  pass (f, c.arguments, c.result);
}

/* ELEMENT is new behind a pointer with this use.  */
void solver::reach (unsigned element, const use &u)
{
  if (nodes[element].kind == PLACE) {
    if (u.kind == CALL)
      call_unknown (u.other);
    else
      access (nodes[element].of, nodes[element].offset, u.kind, u.other, u.at);
    return;
  }
  switch (u.kind) {
  case CALL:
    call (u.other, element);
    break;
  case LOAD:
    unknown (u.other);
    break;
  case MEMBER:
    unknown (u.other);
    lose (address (element));
    break;
  case STORE:
    lose (u.other);
    break;
  case READ:
  case WRITE:
    break;
  }
}

/* ELEMENT is out of sight.  */
void solver::lost (unsigned element)
{
  if (nodes[element].kind == PLACE) {
    whole_escapes (nodes[element].of);
    return;
  }
  const callee &c = callees[nodes[element].of];
  for (unsigned i = 0; i < c.parameters.length (); i++)
    unknown (c.parameters[i]);
  lose (c.result);
}

void solver::draw (unsigned n)
{
  unsigned e, to;
  bitmap_iterator bi;
  bool newly_unknown = nodes[n].unknown && !nodes[n].unknown_done;
  nodes[n].unknown_done = nodes[n].unknown;
  auto_vec<unsigned> fresh, next;
  if (nodes[n].set && (!nodes[n].uses.is_empty () || n == ELSEWHERE)) {
    if (nodes[n].done == NULL)
      nodes[n].done = BITMAP_ALLOC (&memory);
    EXECUTE_IF_AND_COMPL_IN_BITMAP (nodes[n].set, nodes[n].done, 0, e, bi)
      fresh.safe_push (elements[e]);
    bitmap_ior_into (nodes[n].done, nodes[n].set);
  }
  for (unsigned i = 0; i < nodes[n].uses.length (); i++) {
    use u = nodes[n].uses[i];
    if (newly_unknown) {
      if (u.kind == CALL)
        call_unknown (u.other);
      else if (u.kind == STORE)
        lose (u.other);
      else if (u.kind == LOAD || u.kind == MEMBER)
        unknown (u.other);
    }
    for (unsigned element : fresh)
      reach (element, u);
  }
  if (n == ELSEWHERE)
    for (unsigned element : fresh)
      lost (element);
  if (nodes[n].next == NULL)
    return;
  EXECUTE_IF_SET_IN_BITMAP (nodes[n].next, 0, to, bi)
    next.safe_push (to);
  for (unsigned t : next)
    flow (t, n);
}

void solver::solve (void)
{
  while (!work.is_empty ()) {
    unsigned n = work.pop ();
    nodes[n].pending = false;
    draw (n);
  }
}

} // namespace
