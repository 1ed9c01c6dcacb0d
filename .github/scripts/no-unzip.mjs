// Stands for `unzip-stream` in the bundle, which drags in packages without a licence. @actions/artifact calls it only to
// extract what it downloads; the action asks for the file as it is.
export default {
  Extract() {
    throw new Error('artifacts are not extracted')
  },
}
