/** What is asked of a bot and what it tells, one JSON object a line: in on standard input, out on standard output. */
import { createInterface } from 'node:readline'

/** Wechaty writes its log there too. */
console.log = console.info = console.debug = console.error

export const tell = line => process.stdout.write(JSON.stringify(line) + '\n')

/** Do what each line asks for; the program ends with its input. */
export async function obey (steps) {
  for await (const line of createInterface({ input: process.stdin })) {
    obeyOne(steps, JSON.parse(line))
  }
  process.exit()
}

/** Nobody waits for it here: one step may need that another goes on. */
async function obeyOne (steps, { number, step, ...given }) {
  try {
    const told = await steps[step](given)
    tell({ step, number, told: told ?? null })
  } catch (error) {
    tell({ step, number, failed: String(error?.message ?? error), code: error?.code ?? 0, details: error?.details ?? '' })
  }
}
