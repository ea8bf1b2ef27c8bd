/** What a file of accounts says that it is. By itself, since the sign-in form looks for it before the code that reads such a file is there. */
export const accountFileKind = 'oss-ferry accounts'
