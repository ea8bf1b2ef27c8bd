/**
 * The time of a request as the signature V4 has it, `20260131T235959Z`, which is the only format that ali-oss asks for here; the library
 * formats any.
 * @public required by ali-oss
 */
function v4Time(date: Date | number): string {
  return new Date(date).toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

// What `require` gives is the function itself.
export { v4Time as 'module.exports', v4Time }
