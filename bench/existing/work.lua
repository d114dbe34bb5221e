-- SPDX-License-Identifier: MIT
-- Lua at work: calls, tables, closures, strings, sorting.  Prints the processor time.
local start = os.clock ()

local function fib (n)
  if n < 2 then return n end
  return fib (n - 1) + fib (n - 2)
end
assert (fib (30) == 832040)

local sieve, primes = {}, 0
for i = 2, 1000000 do sieve[i] = true end
for i = 2, 1000000 do
  if sieve[i] then
    primes = primes + 1
    for j = i * i, 1000000, i do sieve[j] = false end
  end
end
assert (primes == 78498)

local counts = {}
for i = 1, 300000 do
  local key = "key" .. (i * 7919 % 5003)
  counts[key] = (counts[key] or 0) + 1
end
local keys = {}
for key in pairs (counts) do keys[#keys + 1] = key end
table.sort (keys)
assert (#keys == 5003)

local parts = {}
for i = 1, 100000 do parts[i] = string.format ("%d:%s", i, string.rep ("x", i % 7)) end
local text = table.concat (parts, ",")
local length = 0
for word in text:gmatch ("[^,]+") do length = length + #word end
assert (select (2, text:gsub ("x+", "y")) > 0 and length > 0)

local numbers, state = {}, 42
for i = 1, 150000 do
  state = (state * 1103515245 + 12345) % 2147483648
  numbers[i] = state
end
table.sort (numbers, function (a, b) return a > b end)

local compose = function (x) return x end
for i = 1, 100 do
  local inner = compose
  compose = function (x) return inner (x) + i end
end
local sum = 0
for i = 1, 10000 do sum = sum + compose (i) end

local ping = coroutine.wrap (function () while true do coroutine.yield (1) end end)
for _ = 1, 500000 do sum = sum + ping () end

print (string.format ("stackcheck-lua %.4f s", os.clock () - start))
