import { describe, expect, it } from 'vitest'
import { besideProfiles, isHere, serviceAddress, withoutPassword } from '../../src/capture/service-address.ts'

const foldersOf = (text: string) => serviceAddress(text)?.folders.map(({ href }) => href)

describe('the address of a service', () => {
  const usual = ['http://localhost:6060/debug/pprof/']
  it.each([
    ['http://localhost:6060', usual],
    ['http://localhost:6060/', usual],
    ['http://localhost:6060/debug/pprof', usual],
    ['http://localhost:6060/debug/pprof/', usual],
    ['http://localhost:6060/debug/pprof/heap', usual],
    ['http://localhost:6060/debug/pprof/#top', usual],
    ['localhost:6060', usual],
    [':6060', usual],
    ['http://host/shop', ['http://host/shop/debug/pprof/', 'http://host/shop/']],
    ['http://host/shop/debug/pprof', ['http://host/shop/debug/pprof/']],
    ['https://[::1]:8443/a//', ['https://[::1]:8443/a/debug/pprof/', 'https://[::1]:8443/a/']],
    ['http://me:secret@host', ['http://me:secret@host/debug/pprof/']],
  ])('leads to the folders that may hold the profiles: %s', (text, folders) => {
    expect(foldersOf(text)).toEqual(folders)
  })

  it.each(['', 'ftp://host', 'http://', 'http://host:99999', 'http://host/?token=1', 'a b'])('is none: %j', (text) => {
    expect(serviceAddress(text)).toBeNull()
  })

  it('shows no password', () => {
    expect(serviceAddress('http://me:secret@host:1/a/')?.shown).toBe('http://host:1/a')
  })

  it.each([
    ['http://me:secret@host?x=1', 'http://host?x=1'],
    ['http://me:se/cr@et@host', 'http://host'],
    ['me:secret@host:99999', 'host:99999'],
    ['http://host?x=1', 'http://host?x=1'],
  ])('shows no password of what is none: %s', (text, shown) => {
    expect(serviceAddress(text)).toBeNull()
    expect(withoutPassword(text)).toBe(shown)
  })

  it('has metrics beside it, and at the root of the host', () => {
    const beside = (text: string) => besideProfiles(new URL(text), 'metrics').map(({ href }) => href)
    expect(beside('http://host/debug/pprof/')).toEqual(['http://host/metrics'])
    expect(beside('http://me:p@host/shop/debug/pprof/')).toEqual([
      'http://me:p@host/shop/metrics',
      'http://me:p@host/metrics',
    ])
    expect(beside('http://host/internal/')).toEqual(['http://host/metrics'])
  })

  it('tells this machine from others', () => {
    const urls = ['http://localhost/', 'http://127.0.0.1/', 'http://[::1]/', 'http://127.example.com/', 'http://shop/']
    expect(urls.map((url) => isHere(new URL(url)))).toEqual([true, true, true, false, false])
  })
})
