import { isStandardPackage, packageOf } from '../diff/package.ts'
import { type PathTrimming, trimmedPath } from '../diff/trim-path.ts'
import { SourceReader } from '../load/source.ts'
import { sourceFolders } from '../load/source-folders.ts'
import type { SourceText } from '../model/source-text.ts'
import type { Io } from './io.ts'

/** Finds the source of a function by its name and the file that a profile names. */
export function sourceReader(trimming: PathTrimming, io: Io): (name: string, file: string) => SourceText {
  const reader = new SourceReader(sourceFolders(io.folder, trimming.sourcePath, io.environment))
  const search = { ...trimming, sourcePath: trimming.sourcePath === '' ? io.folder : trimming.sourcePath }
  return (name, file) => {
    const packagePath = packageOf(name)
    const isStandard = isStandardPackage(packagePath)
    return reader.read({ file, guess: trimmedPath(file, search), packagePath, isStandard })
  }
}
