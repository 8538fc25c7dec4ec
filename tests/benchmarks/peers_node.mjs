// Runs one peer of npm, as peers_python.py runs those of PyPI: node peers_node.mjs FOLDER chrono-node|compromise
import readline from 'node:readline'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [folder, name] = process.argv.slice(2)
const require = createRequire(pathToFileURL(folder + '/'))

// Only as exact as the words: a day where the day or the weekday is named.
function edtf(components) {
  const two = (number) => String(number).padStart(2, '0')
  const year = String(components.get('year')).padStart(4, '0')
  if (components.isCertain('day') || components.isCertain('weekday')) {
    return `${year}-${two(components.get('month'))}-${two(components.get('day'))}`
  }
  if (components.isCertain('month')) return `${year}-${two(components.get('month'))}`
  return components.isCertain('year') ? year : null // else a time of day
}

function dates(chrono, report) {
  const [year, month, day] = report.reference.slice(0, 10).split('-').map(Number)
  return chrono.parse(report.text, new Date(year, month - 1, day, 12)).flatMap((result) => {
    const start = edtf(result.start)
    const end = result.end && edtf(result.end)
    if (!start) return []
    return [[result.index, result.index + result.text.length, [end && end !== start ? `${start}/${end}` : start]]]
  })
}

// A name without the titles in front that compromise itself marks as such.
function names(people) {
  return people.json().map((person) => {
    const terms = person.terms.slice()
    while (terms.length > 1 && terms[0].tags.some((tag) => tag === 'Honorific' || tag === 'Actor')) terms.shift()
    return terms.map((term) => term.text).join(' ')
  })
}

const peer = require(name)

function found(report) {
  if (name !== 'compromise') return { dates: dates(peer, report) }
  const doc = peer(report.text)
  return { people: names(doc.people()), organizations: doc.organizations().out('array') }
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const begin = process.cpuUsage()
  const answers = JSON.parse(line).map(found)
  const used = process.cpuUsage(begin)
  process.stdout.write(JSON.stringify({ seconds: (used.user + used.system) / 1e6, found: answers }) + '\n')
}
