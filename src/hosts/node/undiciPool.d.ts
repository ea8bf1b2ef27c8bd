/** One file of undici, under its own published types: the whole of it takes longer to load than the rest of the command. */
export { Pool as default } from 'undici'
